/** A character that shows nothing or reorders what is shown, with where it stands (UTF-16 units). */
export interface HiddenCharacter {
  /** `U+202E`. */
  code: string
  at: number
}

/**
 * Zero-width characters, what reorders text (Trojan Source, CVE-2021-42574), tags and variation selectors beyond the common ones: all
 * can hide an instruction or make code read as other code. Tabs, line ends and other control characters are not meant.
 */
export const HIDING =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu

/**
 * Hidden characters that `after` holds more often than `before`: an old byte order mark or joiner is no new one. Linear.
 */
export function hiddenCharacters(before: string, after: string): HiddenCharacter[] {
  const old = new Map<string, number>()
  for (const [character] of before.matchAll(HIDING)) old.set(character, (old.get(character) ?? 0) + 1)
  const found: HiddenCharacter[] = []
  for (const { 0: character, index } of after.matchAll(HIDING)) {
    const left = old.get(character) ?? 0
    if (left > 0) old.set(character, left - 1)
    else found.push({ code: codeOf(character), at: index })
  }
  return found
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
