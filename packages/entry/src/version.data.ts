/** The version of the suite, as results and publications name it. A contract test keeps it equal to the root package's. */
export const VERSION = '0.1.0'
