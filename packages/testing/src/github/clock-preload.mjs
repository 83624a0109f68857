// Loaded into child processes by the variables of `scaledClock`: their timers and their Date run by that clock. What Node times by
// itself (sockets, `spawn` with a time limit, `performance.now`) keeps the machine's time.
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { promisify } from 'node:util'

const [scale = 1, origin = 0] = (process.env['UPKEEP_TEST_CLOCK'] ?? '').split(' ').map(Number)
const require = createRequire(import.meta.url)
const timers = require('node:timers')
const promises = require('node:timers/promises')

const scaled = (ms) => (typeof ms === 'number' ? ms / scale : ms)

function scaledTimer(make, makePromise) {
  const timer = (callback, ms, ...args) => make(callback, scaled(ms), ...args)
  if (makePromise !== undefined)
    Object.defineProperty(timer, promisify.custom, { value: makePromise, enumerable: true })
  return timer
}

const wait = promises.setTimeout
promises.setTimeout = (ms, ...rest) => wait(scaled(ms), ...rest)
const ticks = promises.setInterval
promises.setInterval = (ms, ...rest) => ticks(scaled(ms), ...rest)
promises.scheduler.wait = (ms, options) => promises.setTimeout(ms, undefined, options)
timers.setTimeout = scaledTimer(timers.setTimeout, promises.setTimeout)
timers.setInterval = scaledTimer(timers.setInterval)
globalThis.setTimeout = timers.setTimeout
globalThis.setInterval = timers.setInterval
const timeout = AbortSignal.timeout.bind(AbortSignal)
AbortSignal.timeout = (ms) => timeout(Math.max(0, Math.floor(scaled(ms))))

const RealDate = Date
const now = () => Math.round(origin + (RealDate.now() - origin) * scale)
// not a subclass: what Node itself makes (a file's times) has to stay an instance of Date
globalThis.Date = new Proxy(RealDate, {
  construct: (real, args, made) => Reflect.construct(real, args.length === 0 ? [now()] : args, made),
  apply: (real) => new real(now()).toString(),
  get: (real, name) => (name === 'now' ? now : Reflect.get(real, name)),
})
syncBuiltinESMExports()
