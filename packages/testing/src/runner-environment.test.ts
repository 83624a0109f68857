import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { runnerEnvironment } from './runner-environment.ts'

describe('runnerEnvironment', () => {
  it('hands inputs and the event over as a runner does', async () => {
    await using runner = await runnerEnvironment({
      workspace: '/w',
      inputs: { 'max-usd': '2' },
      event: 'push',
      payload: { ref: 'refs/heads/main' },
    })
    expect(runner.env).toMatchObject({ 'INPUT_MAX-USD': '2', GITHUB_EVENT_NAME: 'push', GITHUB_WORKSPACE: '/w' })
    expect(JSON.parse(readFileSync(runner.env['GITHUB_EVENT_PATH'] ?? '', 'utf8'))).toEqual({ ref: 'refs/heads/main' })
    expect(Object.keys(runner.env).filter((name) => /token|key|secret/i.test(name))).toEqual([])
  })

  it('reads outputs of both notations and the summary back', async () => {
    await using runner = await runnerEnvironment({ workspace: '/w' })
    appendFileSync(runner.env['GITHUB_OUTPUT'] ?? '', 'a=1=2\nreport<<END\nline 1\nx=y\nEND\nb=\n')
    appendFileSync(runner.env['GITHUB_STEP_SUMMARY'] ?? '', '# Done\n')
    expect(runner.outputs()).toEqual({ a: '1=2', report: 'line 1\nx=y', b: '' })
    expect(runner.summary()).toBe('# Done\n')
    expect(existsSync(runner.temp)).toBe(true)
  })
})
