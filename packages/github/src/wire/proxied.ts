import { HttpClient } from '@actions/http-client'
import { fetch } from 'undici'

/** Of the runner's own toolkit: it knows which addresses go through the proxy that the runner is set up with. */
const client = new HttpClient('upkeep', [], { keepAlive: true })

// undici's own, because Node's takes no dispatcher of another version
const send = fetch as unknown as (url: string, init: object) => Promise<Response>

/** The fetch for GitHub and its storage hosts: each address goes through the proxy that the runner names for it. */
export async function proxied(url: string, init: RequestInit): Promise<Response> {
  return await send(url, { ...init, dispatcher: client.getAgentDispatcher(url) })
}
