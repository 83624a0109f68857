import shared from '@upkeep/dev/jest'

/** Most of the time of these tests goes to waiting for processes. */
export default { ...shared, maxWorkers: 2 }
