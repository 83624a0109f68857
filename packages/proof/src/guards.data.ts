/**
 * Comments and constructs that silence a tool. A patch may not hold more of any family than the file did before
 * (workflows §1.2, "anti-gaming guards").
 */
export const SUPPRESSIONS: readonly { name: string; pattern: RegExp }[] = [
  { name: '@ts-ignore', pattern: /@ts-ignore\b/g },
  { name: '@ts-expect-error', pattern: /@ts-expect-error\b/g },
  { name: '@ts-nocheck', pattern: /@ts-nocheck\b/g },
  { name: 'eslint-disable', pattern: /\beslint-disable\b/g },
  { name: 'oxlint-disable', pattern: /\boxlint-disable\b/g },
  { name: 'biome-ignore', pattern: /\bbiome-ignore\b/g },
  { name: 'type: ignore', pattern: /#\s*type:\s*ignore\b/g },
  { name: 'pyright: ignore', pattern: /#\s*pyright:\s*(?:ignore|basic|off)\b/g },
  { name: 'ty: ignore', pattern: /#\s*ty:\s*ignore\b/g },
  { name: 'mypy: ignore-errors', pattern: /#\s*mypy:\s*ignore-errors\b/g },
  { name: 'noqa', pattern: /#\s*(?:ruff:\s*|flake8:\s*)?noqa\b/gi },
  { name: 'pylint: disable', pattern: /#\s*pylint:\s*disable\b/g },
  { name: 'pragma: no cover', pattern: /#\s*pragma:\s*no cover\b/g },
  { name: 'nolint', pattern: /\/\/\s*nolint\b/g },
  { name: '#[allow]', pattern: /#!?\[(?:allow|expect)\b/g },
  { name: 'rubocop:disable', pattern: /rubocop:disable\b/g },
]
