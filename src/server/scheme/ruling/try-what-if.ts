import type { tryWhatIf as endpoint } from '#contract/scheme/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { catalogue, layersOf, leversOf, STATE_LABEL, whatIf, withNumber, type Scheme } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { judgedBefore } from '../world/judged-before.ts'
import { nameOf, type OpenScheme, type SchemeOpener } from '../open-scheme.ts'

const SHOWN_CHANGES = 200

/** The plan with one of its levers set to another value of its unit; undefined when there is no such lever or the value does not fit. */
function changedScheme(here: OpenScheme, ruleId: string, path: string, text: string): Scheme | undefined {
  const lever = leversOf(here.layers, here.words).find((l) => l.key === ruleId && l.path.join('.') === path)
  const value = text.trim()
  if (!lever || (typeof lever.value === 'number' && !/^\d{1,9}$/.test(value))) return undefined
  return withNumber(here.scheme, ruleId, lever.path, value)
}

/** Judges the plan with one number changed, beside the plan as it is. Nothing is stored. @refuses PARAMETER_UNFIT */
export const tryWhatIf =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }, input) => {
    const here = await opener.open(tx, actor, today, input)
    if (isRefusal(here)) return here
    if (!here.layers.byKey.has(input.ruleId)) return refuse('RULE_NOT_FOUND')
    const changed = changedScheme(here, input.ruleId, input.path, input.value)
    if (!changed) return refuse('PARAMETER_UNFIT')
    const after = layersOf(changed, catalogue, here.layers.base.signed, input.overlay)
    const found = whatIf(
      here.layers,
      after,
      input.ruleId,
      here.world,
      here.moment,
      here.mine,
      judgedBefore(here.world, here.layers, here.moment),
    )
    return {
      ruleId: input.ruleId,
      before: found.before,
      after: found.after,
      judged: found.judged,
      changed: found.changes.length,
      changes: found.changes.slice(0, SHOWN_CHANGES).map(({ rule, entity, from, to }) => {
        const code = entity['divisionCode']
        return {
          entityId: entity.id,
          name: nameOf(entity),
          divisionCode: typeof code === 'string' ? code : null,
          ruleId: rule.id,
          ruleLabel: rule.label,
          from,
          to,
          fromLabel: STATE_LABEL[from],
          toLabel: STATE_LABEL[to],
        }
      }),
    }
  }
