import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/scheme/index.ts'
import { bind, bindFile } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { attachOriginal } from './plan/attach-original.ts'
import { comparePlans } from './plan/compare-plans.ts'
import { decideConsequence } from './consequence/decide-consequence.ts'
import { listConsequences } from './consequence/list-consequences.ts'
import { listLevers } from './setting/list-levers.ts'
import { listOwed } from './ruling/list-owed.ts'
import { listRulings } from './ruling/list-rulings.ts'
import { listSchemes } from './plan/list-schemes.ts'
import { listSettings } from './setting/list-settings.ts'
import type { SchemeOpener } from './open-scheme.ts'
import { readDesk } from './ruling/read-desk.ts'
import { readOriginal } from './plan/read-original.ts'
import { readPlan } from './ruling/read-plan.ts'
import { readRuling } from './ruling/read-ruling.ts'
import { signSetting } from './setting/sign-setting.ts'
import { tryWhatIf } from './ruling/try-what-if.ts'

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
