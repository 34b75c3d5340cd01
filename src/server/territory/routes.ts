import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/territory/index.ts'
import type { Keyring } from '#server/crypto/index.ts'
import { bind } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { adoptScheme } from './adoption/adopt-scheme.ts'
import { changeDivision, tryChange } from './change/change-division.ts'
import { drawZones, readZones } from './draw-zones.ts'
import { endAdoption } from './adoption/end-adoption.ts'
import { listAdoptions } from './adoption/list-adoptions.ts'
import { listBelow } from './division/list-below.ts'
import { listChanges } from './change/list-changes.ts'
import { listTargets } from './board/list-targets.ts'
import { loadVillagesOf } from './division/load-villages-of.ts'
import { readBoard } from './board/read-board.ts'

export function territoryRoutes(app: FastifyInstance, parts: HttpParts, opener: SchemeOpener, keyring: Keyring): void {
  const tools = { opener, keyring }
  bind(app, parts, contract.listAdoptions, listAdoptions(opener))
  bind(app, parts, contract.adoptScheme, adoptScheme(opener))
  bind(app, parts, contract.endAdoption, endAdoption(opener))
  bind(app, parts, contract.tryChange, tryChange(tools))
  bind(app, parts, contract.changeDivision, changeDivision(tools))
  bind(app, parts, contract.listChanges, listChanges)
  bind(app, parts, contract.listBelow, listBelow)
  bind(app, parts, contract.readBoard, readBoard(opener))
  bind(app, parts, contract.listTargets, listTargets(opener))
  bind(app, parts, contract.readZones, readZones)
  bind(app, parts, contract.drawZones, drawZones)
  bind(app, parts, contract.loadVillages, loadVillagesOf(opener))
}
