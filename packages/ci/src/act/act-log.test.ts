import { describe, expect, it } from '@jest/globals'
import { actLog, errorsIn } from './act-log.ts'

const FOLDERS = { root: '/home/me/project', clone: '/tmp/run/act/clone', cache: '/tmp/run/act/cache' }
const COPY = `${FOLDERS.cache}/02322975d9afadcf/hostexecutor`
const line = (fields: object) => `${JSON.stringify({ level: 'info', jobID: 'one', matrix: {}, ...fields })}\n`
const main = (stepID: string[], fields: object) => line({ stage: 'Main', stepID, ...fields })

function read(text: string, pieces = 1) {
  const shown: string[] = []
  const masked: string[] = []
  const log = actLog({ ...FOLDERS, line: (each) => shown.push(each), mask: (each) => masked.push(each) })
  const size = Math.ceil(text.length / pieces)
  for (let at = 0; at < text.length; at += size) log.push(text.slice(at, at + size))
  return { ...log.end(), shown, masked }
}

const WHOLE = [
  line({ msg: '⭐ Run Set up job', stepid: ['--setup-job'] }),
  main(['0'], { msg: '⭐ Run Main npm test' }),
  main(['0'], { msg: `${COPY}/src/a.ts:1:2 - error TS1: x\r\n`, raw_output: true }),
  main(['0'], { msg: '  ❗  ::error::no', command: 'error', raw: `::error file=${COPY}/b.ts::no`, level: 'error' }),
  main(['0'], { msg: '  ❌  Failure', stepResult: 'failure', executionTime: 1_500_000_000 }),
  main(['0'], { msg: 'exit status 2', level: 'error' }),
  main(['build', '0'], { msg: 'inside', raw_output: true }),
  main(['build', '0'], { msg: 'ok', stepResult: 'failure', executionTime: 1 }),
  main(['build'], { msg: 'ok', stepResult: 'success', executionTime: 2_000_000_000 }),
  line({ msg: 'done', stepid: ['--complete-job'], stepResult: 'success' }),
].join('')

describe('actLog', () => {
  it.each([1, 7, 300])('reads every step with its end, its output and its exit code, from %d pieces', (pieces) => {
    const { legs, errors, shown } = read(WHOLE, pieces)
    expect(errors).toEqual([])
    expect(legs).toHaveLength(1)
    expect(legs[0]).toMatchObject({ job: 'one', complete: true })
    expect(Object.fromEntries(legs[0]?.steps ?? [])).toMatchObject({
      '0': {
        result: 'failure',
        seconds: 1.5,
        exit: 2,
        output: '/home/me/project/src/a.ts:1:2 - error TS1: x\r\n::error file=/home/me/project/b.ts::no\n',
      },
      build: { result: 'success', seconds: 2, exit: null, output: 'inside' },
    })
    expect(shown).toContain('inside\n')
  })

  it('takes nothing for done that the log does not show the end of', () => {
    const cut = WHOLE.slice(0, WHOLE.indexOf('"stepResult":"failure"'))
    const { legs } = read(cut)
    expect(legs[0]?.complete).toBe(false)
    expect(legs[0]?.steps.get('0')).toMatchObject({ result: null })
    expect(legs[0]?.steps.has('build')).toBe(false)
  })

  it('keeps the legs of a matrix apart, whatever their name', () => {
    const legs = ['20', '22']
      .map((node) => main(['0'], { matrix: { node }, stepResult: 'success', msg: 'ok' }))
      .join('')
    expect(read(legs).legs.map(({ steps }) => steps.get('0')?.result)).toEqual(['success', 'success'])
  })

  it('reads what pre and post steps and the job itself say as errors, never as the end of a step', () => {
    const text =
      line({ stage: 'Pre', stepID: ['0'], msg: 'can not be fetched', level: 'error' }) +
      line({ stage: 'Post', stepID: ['0'], msg: 'ok', stepResult: 'success' })
    const { legs } = read(text)
    expect(legs[0]).toMatchObject({ errors: ['can not be fetched'], complete: false })
    expect(legs[0]?.steps.size).toBe(0)
  })

  it('passes over lines that are none of its own', () => {
    const odd = 'plain\n{"broken\n{}\n[1]\n{"msg": 3, "jobID": "one"}\n'
    expect(read(odd)).toMatchObject({ legs: [], errors: [] })
  })

  it('reads why act ended, in linear time', () => {
    const logged = line({ level: 'fatal', msg: 'no "event"', time: 'x' })
    expect(errorsIn(`Error: no job\n{"level":"info","msg":"x"}\n${logged}plain\n`)).toEqual(['no job', 'no "event"'])
    const started = performance.now()
    expect(errorsIn(`{${'"level":"error""msg":"'.repeat(20_000)}`)).toEqual([])
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it('reads much output, long lines and long paths in linear time', () => {
    const log = actLog({ ...FOLDERS, mask: () => {} })
    const started = performance.now()
    const said = (msg: string) => main(['0'], { msg, raw_output: true })
    for (let index = 0; index < 100_000; index++) log.push(said(`${index} ${'x'.repeat(100)}\n`))
    log.push(said(`${'/a'.repeat(500_000)}\n`))
    for (let index = 0; index < 1000; index++) log.push('x'.repeat(65_536))
    const { legs } = log.end()
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(legs[0]?.steps.get('0')?.output).toHaveLength(4_000_000)
  })
})
