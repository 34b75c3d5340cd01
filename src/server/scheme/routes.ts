import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/scheme/index.ts'
import { bind, bindFile } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { attachOriginal } from './attach-original.ts'
import { comparePlans } from './compare-plans.ts'
import { decideConsequence } from './decide-consequence.ts'
import { listConsequences } from './list-consequences.ts'
import { listLevers } from './list-levers.ts'
import { listOwed } from './list-owed.ts'
import { listRulings } from './list-rulings.ts'
import { listSchemes } from './list-schemes.ts'
import { listSettings } from './list-settings.ts'
import type { SchemeOpener } from './open-scheme.ts'
import { readDesk } from './read-desk.ts'
import { readOriginal } from './read-original.ts'
import { readPlan } from './read-plan.ts'
import { readRuling } from './read-ruling.ts'
import { signSetting } from './sign-setting.ts'
import { tryWhatIf } from './try-what-if.ts'

export function schemeRoutes(app: FastifyInstance, parts: HttpParts, opener: SchemeOpener): void {
  bind(app, parts, contract.listSchemes, listSchemes(opener))
  bind(app, parts, contract.readPlan, readPlan(opener))
  bind(app, parts, contract.listRulings, listRulings(opener))
  bind(app, parts, contract.readRuling, readRuling(opener))
  bind(app, parts, contract.listOwed, listOwed(opener))
  bind(app, parts, contract.listLevers, listLevers(opener))
  bind(app, parts, contract.tryWhatIf, tryWhatIf(opener))
  bind(app, parts, contract.comparePlans, comparePlans(opener))
  bind(app, parts, contract.listSettings, listSettings(opener))
  bind(app, parts, contract.signSetting, signSetting(opener))
  bind(app, parts, contract.attachOriginal, attachOriginal(opener))
  bindFile(app, parts, contract.readOriginal, readOriginal(opener))
  bind(app, parts, contract.readDesk, readDesk(opener))
  bind(app, parts, contract.listConsequences, listConsequences(opener))
  bind(app, parts, contract.decideConsequence, decideConsequence(opener))
}
