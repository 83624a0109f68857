import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { fakeGitHub } from '@upkeep/testing/github'

const folder = new URL('.', import.meta.url)
const sources = globSync('**/*.ts', { cwd: folder }).filter((path) => !/\.(?:test|fixture|data)\.ts$/.test(path))
const ROUTE = /\b(GET|POST|PATCH|PUT|DELETE) (\/(?:[\w/-]|\{\w+\})+)/g
const routes = new Set(
  sources.flatMap((path) => [...readFileSync(new URL(path, folder), 'utf8').matchAll(ROUTE)].map(([route]) => route)),
)

describe('the routes of this package', () => {
  it('are all in the description of GitHub that the fake answers by', async () => {
    await using fake = await fakeGitHub()
    const headers = { authorization: `token ${fake.token}`, 'user-agent': 'test' }
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ')
      const place = path.replace('{owner}/{repo}', 'octocat/example').replaceAll(/\{\w+\}/g, '1')
      await fetch(`${fake.apiUrl}${place}`, { method, headers, redirect: 'manual' })
    }
    const unknown = fake.violations().filter(({ complaint }) => complaint.includes('no such operation'))
    expect(unknown).toEqual([])
    expect(fake.requests().map(({ operation }) => operation)).not.toContain('')
    expect(routes.size).toBeGreaterThan(25)
  })
})
