import type {
  beginLink as endpointOfBegin,
  endLink as endpointOfEnd,
  finishLink as endpointOfFinish,
} from '#contract/my-account.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { Preparation, PreparedUseCase, UseCase } from '#server/http/context.ts'
import {
  deleteOwnLinks,
  endTrip,
  insertLink,
  startTrip,
  type Identity,
  type OidcClient,
  type OidcStart,
} from '#server/session/index.ts'
import { checkOwnPassword } from './own-password.ts'

const purposeOf = ({ accountId }: Actor): string => `link ${accountId}`

/** Linking another way in asks for the password. @refuses PASSWORD_WRONG @refuses OIDC_OFF */
export const prepareLink =
  (identity: Identity, oidc: OidcClient | undefined): Preparation<typeof endpointOfBegin, OidcStart> =>
  async (before, { password }) => {
    const own = await checkOwnPassword(identity, before, password)
    return isRefusal(own) ? own : startTrip(identity, oidc, purposeOf(before.actor), before.now)
  }

export const beginLink: PreparedUseCase<typeof endpointOfBegin, OidcStart> = async (_, __, start) => start

type Person = Exclude<Awaited<ReturnType<typeof endTrip>>, { refused: true }>

export const checkLink =
  (identity: Identity, oidc: OidcClient | undefined): Preparation<typeof endpointOfFinish, Person> =>
  (before, input) =>
    endTrip(identity, oidc, purposeOf(before.actor), before.now, input)

/** From here on the provider's user signs in as this account. @refuses OIDC_TAKEN */
export const finishLink: PreparedUseCase<typeof endpointOfFinish, Person> = async ({ tx, actor, now }, _, person) =>
  (await insertLink(tx, actor.accountId, person.issuer, person.subject, now)) ? {} : refuse('OIDC_TAKEN')

export const endLink: UseCase<typeof endpointOfEnd> = async ({ tx, actor }) => {
  await deleteOwnLinks(tx, actor.accountId)
  return {}
}
