/** The public repository: what stands behind `uses:` before the action's folder. The only place that names it in code. */
export const SLUG = 'upkeep-actions/upkeep'
