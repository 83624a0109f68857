/** It only prints a patch of what it would fix (`--format=diff`). */
export function fix(): null {
  return null
}
