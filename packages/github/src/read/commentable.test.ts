import { describe, expect, it } from '@jest/globals'
import { changedRuns, commentableLines, isCommentable } from '@upkeep/github'
import { structuredPatch } from 'diff'

const patch = `@@ -1,4 +1,5 @@ function one() {
 a
-b
-c
+B
+C
+D
 e
@@ -20,3 +21,2 @@
 x
-y
 z
\\ No newline at end of file`

describe('commentableLines', () => {
  it('gives the lines of each hunk: of the new file all, of the old one those that are deleted', () => {
    expect(commentableLines(patch)).toEqual([
      { right: { start: 1, end: 5 }, left: [2, 3] },
      { right: { start: 21, end: 22 }, left: [21] },
    ])
  })

  it('gives those of new, of deleted and of emptied files', () => {
    expect(commentableLines('@@ -0,0 +1,2 @@\n+a\n+b')).toEqual([{ right: { start: 1, end: 2 }, left: [] }])
    expect(commentableLines('@@ -1,2 +0,0 @@\n-a\n-b')).toEqual([{ right: null, left: [1, 2] }])
    expect(commentableLines('@@ -1 +1 @@\n-a\n+b')).toEqual([{ right: { start: 1, end: 1 }, left: [1] }])
  })

  it('gives none where GitHub gives no patch, or one that is cut off or no patch', () => {
    for (const none of [null, '', 'Binary files differ', '@@ -1,9 +1,9 @@\n a\n-b', '@@ nonsense @@'])
      expect(commentableLines(none)).toEqual([])
  })

  it('keeps to the hunks where a line looks like a header', () => {
    const tricky = '@@ -1,3 +1,3 @@\n a\n--- b\n+++ c\n d'
    expect(commentableLines(tricky)).toEqual([{ right: { start: 1, end: 3 }, left: [2] }])
  })

  it('agrees with a diff of real files, line by line', () => {
    const before = Array.from({ length: 200 }, (_, index) => `line ${index}`)
    const after = before.flatMap((line, index) => (index % 17 === 0 ? [] : index % 13 === 0 ? [line, 'new'] : [line]))
    const { hunks } = structuredPatch('f', 'f', before.join('\n'), after.join('\n'), '', '', { context: 3 })
    const text = hunks
      .map((hunk) =>
        [`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`, ...hunk.lines].join('\n'),
      )
      .join('\n')
    const lines = commentableLines(text)
    expect(lines.flatMap(({ left }) => left).map((line) => before[line - 1])).toEqual(
      before.filter((_, index) => index % 17 === 0),
    )
    const shown = lines.flatMap(({ right }) => (right === null ? [] : after.slice(right.start - 1, right.end)))
    expect(shown.filter((line) => line === 'new')).toEqual(after.filter((line) => line === 'new'))
  })
})

describe('isCommentable', () => {
  const hunks = commentableLines(patch)
  const right = (line: number, startLine: number | null = null) =>
    isCommentable(hunks, { side: 'RIGHT', line, startLine })
  const left = (line: number, startLine: number | null = null) =>
    isCommentable(hunks, { side: 'LEFT', line, startLine })

  it('C22: takes a line or a range inside one hunk and no other', () => {
    expect([right(1), right(5), right(5, 1), right(22, 21)]).toEqual([true, true, true, true])
    expect([right(0), right(6), right(20), right(23), right(21, 5), right(1, 5)]).toEqual(Array(6).fill(false))
  })

  it('C22: takes deleted lines on the left only', () => {
    expect([left(2), left(3, 2), left(21)]).toEqual([true, true, true])
    expect([left(1), left(4), left(21, 3), left(20)]).toEqual(Array(4).fill(false))
  })
})

it('what a patch changes is told run by run, by the lines of the new file', () => {
  expect(changedRuns(patch)).toEqual([
    { first: 2, last: 4, text: '-b\n-c\n+B\n+C\n+D' },
    { first: 22, last: 22, text: '-y' },
  ])
  for (const none of [null, '', 'Binary files differ', '@@ -1,9 +1,9 @@\n a\n-b']) expect(changedRuns(none)).toEqual([])
})
