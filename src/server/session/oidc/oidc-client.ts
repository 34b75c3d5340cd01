import * as client from 'openid-client'
import type { FastifyBaseLogger } from 'fastify'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'

/** A provider as configured. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** How the sign-in page calls it. */
  readonly label: string
  /** Where the provider sends the browser back to: the page `/sign-in/oidc` of this site. */
  readonly redirectUri: string
  /** Claim whose value is the sign-in name of an account that is not linked yet; without it only the person links. */
  readonly matchClaim: string | undefined
  /** The provider asks for a second factor itself. */
  readonly bringsFactor: boolean
}

/** What the provider vouches for. */
export interface OidcPerson {
  readonly issuer: string
  readonly subject: string
  readonly signInName: string | undefined
  readonly hasFactor: boolean
}

/** What one trip to the provider and back hangs together by; never leaves this server but as what it is meant for. */
export interface OidcTrip {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface OidcClient {
  /** @refuses OIDC_UNAVAILABLE */
  authorizationUrl(trip: OidcTrip): Promise<string | Refusal>
  /** Exchanges what the provider added to the address. @refuses OIDC_FAILED @refuses OIDC_UNAVAILABLE */
  exchange(trip: OidcTrip, query: string): Promise<OidcPerson | Refusal>
}

const TIMEOUT_SECONDS = 10
/** Values of `amr` (RFC 8176) that say that there was more than a password. */
const FACTORS = ['mfa', 'otp', 'hwk', 'swk', 'sc', 'fpt', 'face']

/** A client of the provider, which is asked about itself at the first use and again after a failure. */
export function createOidcClient(settings: OidcSettings, log: Pick<FastifyBaseLogger, 'warn'>): OidcClient {
  let discovered: Promise<client.Configuration> | undefined
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(settings.issuer).hostname)
  const configuration = async (): Promise<client.Configuration | Refusal> => {
    discovered ??= client.discovery(new URL(settings.issuer), settings.clientId, settings.clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
      ...(isLoopback && { execute: [client.allowInsecureRequests] }),
    })
    try {
      return await discovered
    } catch (error) {
      discovered = undefined
      log.warn({ reason: reasonOf(error) }, 'OpenID provider cannot be reached')
      return refuse('OIDC_UNAVAILABLE')
    }
  }
  return {
    async authorizationUrl(trip) {
      const found = await configuration()
      if ('refused' in found) return found
      const url = client.buildAuthorizationUrl(found, {
        redirect_uri: settings.redirectUri,
        scope: 'openid profile',
        response_type: 'code',
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
      })
      return url.href
    },
    async exchange(trip, query) {
      const found = await configuration()
      if ('refused' in found) return found
      try {
        const url = new URL(settings.redirectUri)
        url.search = query
        const tokens = await client.authorizationCodeGrant(found, url, {
          pkceCodeVerifier: trip.verifier,
          expectedState: trip.state,
          expectedNonce: trip.nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) return refuse('OIDC_FAILED')
        const name = settings.matchClaim === undefined ? undefined : claims[settings.matchClaim]
        const amr = Array.isArray(claims['amr']) ? claims['amr'] : []
        return {
          issuer: claims.iss,
          subject: claims.sub,
          signInName: typeof name === 'string' ? name.toLowerCase() : undefined,
          hasFactor: settings.bringsFactor || amr.some((one) => typeof one === 'string' && FACTORS.includes(one)),
        }
      } catch (error) {
        log.warn({ reason: reasonOf(error) }, 'OpenID sign-in failed')
        return refuse('OIDC_FAILED')
      }
    },
  }
}

/** The kind of failure; never its content, which may hold codes and tokens. */
const reasonOf = (error: unknown): string => {
  const { name, code } = error as { readonly name?: string; readonly code?: string }
  return [name, code].filter(Boolean).join(' ')
}
