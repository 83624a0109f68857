/**
 * What people call the tool behind a message: the lints of clippy begin with its name, and the other messages that it hands on are the
 * compiler's; `go build` and `go vet` print in one way.
 */
export function toolName(tool: string, rule: string): string {
  if (tool === 'clippy') return rule.startsWith('clippy::') ? tool : 'rustc'
  return tool === 'go-vet' ? 'go' : tool
}
