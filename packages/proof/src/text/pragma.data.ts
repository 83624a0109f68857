/**
 * Comments that change the emitted program or what belongs to it: triple-slash directives, JSX pragmas, bundler hints,
 * purity annotations, source maps, preserved licences. Matched against a comment's trimmed text.
 */
export const PRAGMA_COMMENT =
  /^\/ ?<(?:reference|amd)|@jsx(?:Runtime|ImportSource|Frag)?\b|^(?:webpack|turbopack)\w+:|^@vite-ignore|^[#@]__(?:PURE|NO_SIDE_EFFECTS|KEY|INLINE|NOINLINE)__|^[#@] ?source(?:MappingURL|URL)=|^!|@(?:license|preserve|cc_on)\b|^@ts-(?:no)?check\b|^@flow\b|^@jest-environment|^@vitest-environment/
