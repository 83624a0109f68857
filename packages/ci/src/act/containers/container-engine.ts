import { execFile } from 'node:child_process'
import { request } from 'node:http'
import { join } from 'node:path'
import { SOCKETS } from './containers.data.ts'

/** Where act starts containers: on this machine, or in those of an engine that answered at an address (as `DOCKER_HOST`). */
export type ActMode = { kind: 'host' } | { kind: 'containers'; address: string }

/** How long an engine may take to answer, in milliseconds. */
const PATIENCE_MS = 3000

/**
 * The address of a container engine that answers as Docker's does: the one that `DOCKER_HOST` names, else that of docker's own
 * context, else one at a usual place. Null: none answers. Only sockets are asked; an address of a network is left to `DOCKER_HOST`
 * and docker's own program.
 */
export async function findContainerEngine(env: Readonly<Record<string, string | undefined>>): Promise<string | null> {
  const named = env['DOCKER_HOST'] ?? ''
  if (named !== '') return (await answers(named, env)) ? named : null
  const context = await docker(['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'], env)
  for (const address of new Set([...(context === '' ? [] : [context]), ...usual(env)]))
    if (await answers(address, env)) return address
  return null
}

function usual(env: Readonly<Record<string, string | undefined>>): string[] {
  return SOCKETS.flatMap(({ below, path }) => {
    const folder = below === null ? '/' : (env[below] ?? '')
    return folder.startsWith('/') ? [`unix://${join(folder, path)}`] : []
  })
}

async function answers(address: string, env: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  const socket = /^unix:\/\/(\/.+)$/.exec(address)?.[1]
  if (socket !== undefined) return await pings(socket)
  return (await docker(['version', '--format', '{{.Server.Version}}'], { ...env, DOCKER_HOST: address })) !== ''
}

async function pings(socketPath: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const asked = request({ socketPath, path: '/_ping', timeout: PATIENCE_MS }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(false))
    asked.end()
  })
}

/** What docker's own program prints; empty where it fails or is not there. */
async function docker(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<string> {
  return await new Promise((resolve) => {
    const options = { env: { ...env }, timeout: PATIENCE_MS, cwd: '/' }
    execFile('docker', [...args], options, (error, stdout) => resolve(error === null ? stdout.trim() : ''))
  })
}
