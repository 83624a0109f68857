/**
 * What tokens of well-known vendors look like. `_` may carry the backslash that Markdown gives it. Every pattern is linear: a
 * repeated part either can not begin another match or is bounded.
 */
export const VENDOR_TOKENS: readonly { vendor: string; pattern: RegExp }[] = [
  // installation tokens hold an app id and a JSON Web Token since 2026
  { vendor: 'GitHub', pattern: /\bgh[pousr]\\?_(?:[A-Za-z0-9.-]|\\?_){20,1024}/g },
  { vendor: 'GitHub, fine-grained', pattern: /\bgithub\\?_pat\\?_(?:[A-Za-z0-9]|\\?_){22,255}/g },
  { vendor: 'GitLab', pattern: /\bglpat-[\w-]{20,255}/g },
  { vendor: 'Anthropic', pattern: /\bsk-ant-(?:[A-Za-z0-9-]|\\?_){20,255}/g },
  { vendor: 'OpenAI', pattern: /\bsk-(?:proj-|svcacct-)?(?:[A-Za-z0-9-]|\\?_){32,255}/g },
  { vendor: 'npm', pattern: /\bnpm\\?_[A-Za-z0-9]{36}/g },
  { vendor: 'PyPI', pattern: /\bpypi-AgE(?:[A-Za-z0-9-]|\\?_){50,255}/g },
  { vendor: 'crates.io', pattern: /\bcio[A-Za-z0-9]{32}\b/g },
  { vendor: 'RubyGems', pattern: /\brubygems\\?_[0-9a-f]{48}/g },
  { vendor: 'AWS', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { vendor: 'Google', pattern: /\bAIza(?:[A-Za-z0-9-]|\\?_){35}/g },
  { vendor: 'Google OAuth', pattern: /\bya29\.(?:[A-Za-z0-9-]|\\?_){20,255}/g },
  { vendor: 'Slack', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g },
  { vendor: 'Slack webhook', pattern: /hooks\.slack\.com\/services\/[A-Za-z0-9/]{20,120}/g },
  { vendor: 'Stripe', pattern: /\b[rs]k\\?_(?:live|test)\\?_[A-Za-z0-9]{16,255}/g },
  { vendor: 'SendGrid', pattern: /\bSG\.[\w-]{16,64}\.[\w-]{16,64}/g },
  { vendor: 'Hugging Face', pattern: /\bhf\\?_[A-Za-z0-9]{30,64}/g },
  { vendor: 'DigitalOcean', pattern: /\bdo[opr]\\?_v1\\?_[0-9a-f]{64}/g },
  { vendor: 'Shopify', pattern: /\bshp(?:at|ca|pa|ss)\\?_[0-9a-fA-F]{32}/g },
  { vendor: 'Docker', pattern: /\bdckr\\?_pat\\?_(?:[A-Za-z0-9-]|\\?_){20,64}/g },
  { vendor: 'JSON Web Token', pattern: /(?<![\w-])eyJ[\w-]{8,2048}\.eyJ[\w-]{8,4096}\.[\w-]{8,2048}/g },
  {
    vendor: 'private key',
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,8192}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
  },
  {
    vendor: 'password in an address',
    pattern: /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,64}:)[^\s/:@]{3,256}(?=@)/gi,
  },
]
