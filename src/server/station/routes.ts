import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/station/index.ts'
import { bind } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { attestItem } from './acceptance/attest-item.ts'
import { closeStation } from './close-station.ts'
import { grantException } from './acceptance/grant-exception.ts'
import { listSites } from './list-sites.ts'
import { listStandings } from './acceptance/list-standings.ts'
import { moveStation } from './move-station.ts'
import { proposeAcceptance } from './acceptance/propose-acceptance.ts'
import { readAcceptance } from './acceptance/read-acceptance.ts'
import { readStation } from './read-station.ts'
import { registerStation } from './register-station.ts'
import { signAcceptance } from './acceptance/sign-acceptance.ts'

export function stationRoutes(app: FastifyInstance, parts: HttpParts, opener: SchemeOpener): void {
  bind(app, parts, contract.listSites, listSites(opener))
  bind(app, parts, contract.registerStation, registerStation(opener))
  bind(app, parts, contract.closeStation, closeStation(opener))
  bind(app, parts, contract.moveStation, moveStation(opener))
  bind(app, parts, contract.readStation, readStation(opener))
  bind(app, parts, contract.listStandings, listStandings(opener))
  bind(app, parts, contract.readAcceptance, readAcceptance(opener))
  bind(app, parts, contract.attestItem, attestItem(opener))
  bind(app, parts, contract.grantException, grantException(opener))
  bind(app, parts, contract.proposeAcceptance, proposeAcceptance(opener))
  bind(app, parts, contract.signAcceptance, signAcceptance(opener))
}
