/** pylint fixes nothing by itself. */
export function fix(): null {
  return null
}
