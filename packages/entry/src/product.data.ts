/** Where a user reports a bug. */
export const ISSUES_URL = 'https://github.com/upkeep-actions/upkeep/issues'
