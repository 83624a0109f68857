export { default } from '@upkeep/dev/jest'
