import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStorage, parseDuration, parseEntries, reportText, version } from '../src/index.ts'

test('durations are read as people write them', () => {
  assert.deepEqual(['1:30', '90m', '1.5h', 'soon'].map(parseDuration), [90, 90, 90, null])
})

test('a report sums up by project, the longest first', () => {
  const entries = parseEntries('mon,garden,0:30,\nmon,house,2h,paint, walls\ntue,garden,45m,\n')
  assert.equal(entries[1]?.note, 'paint, walls')
  assert.equal(reportText(entries), '   2:00  house\n   1:15  garden\n   3:15  total\n')
})

test('a wrong duration is named with its line', () => {
  assert.throws(() => parseEntries('mon,garden,0:30,\ntue,house,later,\n'), /line 2: "later"/)
})

test('the storage keeps what was written', () => {
  const storage = openStorage()
  storage.write('mon,garden,1h,')
  assert.equal(storage.read(), 'mon,garden,1h,')
})

test('run from source, the version says so', () => {
  assert.equal(version, '0.0.0-dev')
})
