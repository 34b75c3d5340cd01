import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/person-secret.ts'
import type { Keyring } from '#server/crypto/index.ts'
import { bind } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { findPerson } from './find-person.ts'
import { listSecrets } from './list-secrets.ts'
import { revealSecret } from './reveal-secret.ts'
import { setSecret } from './set-secret.ts'

export function secretRoutes(app: FastifyInstance, parts: HttpParts, keyring: Keyring): void {
  bind(app, parts, contract.listSecrets, listSecrets(keyring))
  bind(app, parts, contract.setSecret, setSecret(keyring))
  bind(app, parts, contract.findPerson, findPerson(keyring))
  bind(app, parts, contract.revealSecret, revealSecret(keyring))
}
