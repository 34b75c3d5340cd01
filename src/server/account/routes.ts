import type { FastifyInstance } from 'fastify'
import * as accounts from '#contract/account.ts'
import * as mine from '#contract/my-account.ts'
import * as session from '#contract/session.ts'
import { bind, bindPrepared } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import type { Identity, OidcClient } from '#server/session/index.ts'
import { addGrant, changeAccount, revokeGrant } from './change-account.ts'
import { changePassword, checkNewPassword } from './own/change-password.ts'
import { createAccount } from './create-account.ts'
import { listGrantPlaces } from './list-grant-places.ts'
import { listAccounts, readAccount } from './list-accounts.ts'
import {
  askPassword,
  beginFactor,
  checkTurnOff,
  confirmFactor,
  findCurrent,
  renewRecoveryCodes,
  turnOffFactor,
} from './own/my-factor.ts'
import { beginLink, checkLink, endLink, finishLink, prepareLink } from './own/my-link.ts'
import { endMySession, endMySessions, listMySessions } from './own/my-sessions.ts'
import { readMyAccount } from './own/read-my-account.ts'
import { endAccountSessions, resetAccount } from './reset-account.ts'
import { endViewing, findViewer, startViewing } from './view-as.ts'

export function accountRoutes(app: FastifyInstance, parts: HttpParts, identity: Identity, oidc: OidcClient | undefined): void {
  bind(app, parts, accounts.listAccounts, listAccounts)
  bind(app, parts, accounts.readAccount, readAccount)
  bind(app, parts, accounts.listGrantPlaces, listGrantPlaces)
  bind(app, parts, accounts.createAccount, createAccount(identity))
  bind(app, parts, accounts.changeAccount, changeAccount)
  bind(app, parts, accounts.resetAccount, resetAccount(identity))
  bind(app, parts, accounts.endAccountSessions, endAccountSessions)
  bind(app, parts, accounts.addGrant, addGrant)
  bind(app, parts, accounts.revokeGrant, revokeGrant)
  bindPrepared(app, parts, session.startViewing, findViewer(identity), startViewing(identity))
  bind(app, parts, session.endViewing, endViewing(identity))

  bind(app, parts, mine.readMyAccount, readMyAccount(identity))
  bindPrepared(app, parts, mine.changePassword, checkNewPassword(identity), changePassword(identity))
  bind(app, parts, mine.listMySessions, listMySessions(identity))
  bind(app, parts, mine.endMySession, endMySession)
  bind(app, parts, mine.endMySessions, endMySessions)
  bindPrepared(app, parts, mine.beginFactor, askPassword(identity), beginFactor(identity))
  bindPrepared(app, parts, mine.confirmFactor, findCurrent(identity), confirmFactor(identity))
  bindPrepared(app, parts, mine.turnOffFactor, checkTurnOff(identity), turnOffFactor(identity))
  bindPrepared(app, parts, mine.renewRecoveryCodes, askPassword(identity), renewRecoveryCodes(identity))
  bindPrepared(app, parts, mine.beginLink, prepareLink(identity, oidc), beginLink)
  bindPrepared(app, parts, mine.finishLink, checkLink(identity, oidc), finishLink)
  bind(app, parts, mine.endLink, endLink)
}
