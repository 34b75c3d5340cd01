import type { signSetting as endpoint } from '#contract/scheme/index.ts'
import { parseQuantity } from '#domain/kernel/quantity.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { momentOf, Period, type Rule, type Scheme } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { settingsOf } from './list-settings.ts'
import type { SchemeOpener } from '../open-scheme.ts'
import { planLets } from '../plan/plan-lets.ts'
import { insertSignature } from '../repository.ts'
import { signingUnits } from './signatures-in.ts'

type Setting = Scheme['settings'][string]

/** The value as it is kept: the proposal's own shape (a count, a quantity of its unit, one of the choices); undefined when unfit. */
export function fitValue(setting: Setting, value: string): string | undefined {
  const text = value.trim()
  if (setting.choices) return setting.choices.includes(text) ? text : undefined
  const { proposed } = setting
  if (typeof proposed === 'number') return /^\d{1,9}$/.test(text) ? String(Number(text)) : undefined
  const was = parseQuantity(proposed)
  if (was) {
    const q = parseQuantity(text)
    return q && q.unit === was.unit && q.value >= 0 ? text : undefined
  }
  if (Period.safeParse(proposed).success) return Period.safeParse(text).success ? text : undefined
  return /^[a-z][a-z0-9-]*$/.test(text) ? text : undefined
}

/** The setting or the rule with a reading that a signature is about. */
function findSigned(
  scheme: Scheme,
  subject: string,
): { readonly setting?: Setting; readonly reading?: NonNullable<Rule['reading']> } {
  const [kind, id = ''] = subject.split(':')
  const levels = [scheme, ...scheme.overlays]
  if (kind === 'setting') {
    const setting = levels.map(({ settings }) => (Object.hasOwn(settings, id) ? settings[id] : undefined)).find(Boolean)
    return setting ? { setting } : {}
  }
  const reading =
    kind === 'reading' ? levels.flatMap(({ rules }) => rules).find((r) => r.id === id && r.reading)?.reading : undefined
  return reading ? { reading } : {}
}

/**
 * Signs a setting's value or a reading: an overlay's own for the overlay's division, all others for the place that adopted
 * the plan. Signatures are only added; the latest counts. Whoever signs must be of that place or above it.
 * @refuses SETTING_NOT_FOUND @refuses SETTING_UNFIT @refuses NOT_ALLOWED @refuses PLAN_DENIES
 */
export const signSetting =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today, newId, note }, input) => {
    const { schemeId, settingId } = input
    const asked = { schemeId, unitCode: input.unitCode }
    const here = await opener.place(tx, actor, today, asked)
    if (isRefusal(here)) return here
    const { setting, reading } = findSigned(here.scheme, settingId)
    if (!setting && !reading) return refuse('SETTING_NOT_FOUND')
    const [unitCode = here.adoption.unitCode] = signingUnits(here.scheme, settingId, here.adoption.unitCode)
    const denied = planLets(here, actor, 'sign setting', { code: unitCode }, momentOf(today))
    if (denied) return denied
    const value = reading ? reading.text : setting && fitValue(setting, input.value)
    if (value === undefined)
      return refuse('SETTING_UNFIT', setting ? { detail: `请写成与建议值相同的单位，例如 ${setting.proposed}` } : {})
    note({ divisionCode: unitCode, subject: 'setting', subjectId: settingId, detail: { schemeId, value } })
    await insertSignature(tx, {
      id: newId(),
      schemeId,
      subject: settingId,
      unitCode,
      value,
      signedBy: actor.accountId,
      name: actor.name,
      on: today,
    })
    const after = await opener.place(tx, actor, today, asked)
    const view = isRefusal(after) ? undefined : settingsOf(after).find((s) => s.id === settingId)
    return view ?? refuse('SETTING_NOT_FOUND')
  }
