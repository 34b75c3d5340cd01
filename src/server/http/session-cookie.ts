import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

const SESSION = 'sgz_session'
const DEVICE = 'sgz_device'
const DEVICE_SECONDS = 90 * 86_400

/** Over HTTPS the browser itself guarantees, by the prefix, that no other host and no plain connection has set the cookie. */
const named = (name: string, isSecure: boolean): string => (isSecure ? `__Host-${name}` : name)
const flags = (isSecure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure }) as const

/** The session token a request carries. */
export const tokenOf = (request: FastifyRequest, isSecure: boolean): string | undefined =>
  request.cookies[named(SESSION, isSecure)] || undefined

/** The mark of a browser that somebody signed in from before; it opens nothing. */
export const deviceOf = (request: FastifyRequest, isSecure: boolean): string | undefined =>
  request.cookies[named(DEVICE, isSecure)]?.slice(0, 64) || undefined

export const sendDevice = (reply: FastifyReply, mark: string, isSecure: boolean): void =>
  void reply.setCookie(named(DEVICE, isSecure), mark, { ...flags(isSecure), maxAge: DEVICE_SECONDS })

/** Hands the browser a token it cannot read by script nor send from another site; null takes it back. */
export function sendToken(reply: FastifyReply, token: string | null, expiresAt: Date | undefined, isSecure: boolean): void {
  const name = named(SESSION, isSecure)
  if (token === null) reply.clearCookie(name, flags(isSecure))
  else reply.setCookie(name, token, { ...flags(isSecure), ...(expiresAt && { expires: expiresAt }) })
}
