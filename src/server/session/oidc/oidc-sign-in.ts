import type { beginOidc as begin, finishOidc as finish } from '#contract/session.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import type { Preparation, PreparedUseCase } from '#server/http/context.ts'
import { enter } from '../enter.ts'
import type { Identity } from '../identity.ts'
import type { OidcClient, OidcPerson } from './oidc-client.ts'
import { findLinkedName, insertLink, isLinked } from './oidc-repository.ts'
import { newBinding, tripOf } from './oidc-trip.ts'
import { findSignIn, type SignInRow } from '../repository.ts'

const SIGN_IN = 'sign-in'

export interface OidcStart {
  readonly url: string
  readonly binding: string
}

/** Where the browser goes, and what its page keeps. @refuses OIDC_OFF @refuses OIDC_UNAVAILABLE */
export async function startTrip(
  identity: Identity,
  oidc: OidcClient | undefined,
  purpose: string,
  now: Date,
): Promise<OidcStart | Refusal> {
  if (!oidc) return refuse('OIDC_OFF')
  const binding = newBinding(identity.appKey, purpose, now)
  const trip = tripOf(identity.appKey, purpose, binding, now)
  const url = trip ? await oidc.authorizationUrl(trip) : refuse('OIDC_FAILED')
  return typeof url === 'string' ? { url, binding } : url
}

/** Whom the provider vouches for. @refuses OIDC_OFF @refuses OIDC_FAILED @refuses OIDC_UNAVAILABLE */
export async function endTrip(
  identity: Identity,
  oidc: OidcClient | undefined,
  purpose: string,
  now: Date,
  { query, binding }: { readonly query: string; readonly binding: string },
): Promise<OidcPerson | Refusal> {
  if (!oidc) return refuse('OIDC_OFF')
  const trip = tripOf(identity.appKey, purpose, binding, now)
  return trip ? oidc.exchange(trip, query) : refuse('OIDC_FAILED')
}

export const prepareOidc =
  (identity: Identity, oidc: OidcClient | undefined): Preparation<typeof begin, OidcStart> =>
  ({ now }) =>
    startTrip(identity, oidc, SIGN_IN, now)

export const beginOidc: PreparedUseCase<typeof begin, OidcStart> = async (_, __, start) => start

interface Checked {
  readonly person: OidcPerson
  readonly found: SignInRow
  readonly isNew: boolean
}

/** The account of whom the provider vouches for: the linked one, else, where configured, the one of that name. @refuses OIDC_UNKNOWN */
export const checkOidc =
  (identity: Identity, oidc: OidcClient | undefined): Preparation<typeof finish, Checked> =>
  async (before, input) => {
    const person = await endTrip(identity, oidc, SIGN_IN, before.now, input)
    if (isRefusal(person)) return person
    return actorTx<Checked>(identity.db, undefined, async (tx) => {
      const linked = await findLinkedName(tx, person.issuer, person.subject)
      const name = linked ?? person.signInName
      const found = name === undefined ? undefined : await findSignIn(tx, name, before.today)
      if (!found) return refuse('OIDC_UNKNOWN')
      // a name may be given to somebody else over there; the account stays with whom it was linked to first
      if (linked === undefined && (await isLinked(tx, found.accountId, person.issuer))) return refuse('OIDC_UNKNOWN')
      before.note({ subject: 'account', subjectId: found.accountId })
      return { person, found, isNew: linked === undefined }
    })
  }

/** Signs in whom the provider vouches for; our own second step follows unless the provider had one. */
export const finishOidc =
  (identity: Identity): PreparedUseCase<typeof finish, Checked> =>
  async (context, _, { person, found, isNew }) => {
    const answer = await enter(context, identity, found, { method: 'oidc', hasFactor: person.hasFactor })
    if (isRefusal(answer)) return answer
    if (isNew && !(await insertLink(context.tx, found.accountId, person.issuer, person.subject, context.now)))
      return refuse('OIDC_TAKEN')
    return answer
  }
