import {
  catalogue,
  layersOf,
  leversOf,
  lintScheme,
  shownNumber,
  STATE_LABEL,
  STATES,
  whatIf,
  withNumber,
  wordsOf,
  type Entity,
  type Layers,
  type Moment,
  type Scheme,
  type World,
} from '#domain/scheme/index.ts'
import { parseQuantity } from '#domain/kernel/quantity.ts'
import { BadInput } from '../end-with.ts'
import type { Outcome } from '../outcome.ts'

const nameOf = (e: Entity): string => (typeof e['nameText'] === 'string' ? e['nameText'] : e.id)

type Lever = ReturnType<typeof leversOf>[number]

/** The steps of a lever's path as a person may name them: list items by their id or code as well as by their number. */
function stepNames(lever: Lever): string[][] {
  let at: unknown = lever.rule
  return lever.path.map((step) => {
    at = (at as Record<string | number, unknown>)[step]
    const named =
      typeof at === 'object' && at !== null
        ? Object.entries(at).flatMap(([key, v]) => ((key === 'id' || key === 'code') && typeof v === 'string' ? [v] : []))
        : []
    return [String(step), ...named]
  })
}

/** Whether the typed steps occur on the path in their order, the last at its end. */
function leadsTo(lever: Lever, typed: readonly string[]): boolean {
  const steps = stepNames(lever)
  let next = typed.length - 1
  if (next >= 0 && !steps.at(-1)?.includes(typed[next] ?? '')) return false
  for (let i = steps.length - 1; i >= 0 && next >= 0; i--) if (steps[i]?.includes(typed[next] ?? '')) next--
  return next < 0
}

/** Finds the number that `rule.param` names. Throws BadInput with what there is to choose from. */
function findLever(layers: Layers, target: string): Lever {
  const levers = leversOf(layers, wordsOf(layers.base))
  const key = [...new Set(levers.map((l) => l.key))]
    .filter((k) => target === k || target.startsWith(`${k}.`))
    .sort((a, b) => b.length - a.length)[0]
  if (key === undefined) {
    const rule = [...layers.byKey.keys()].find((k) => target === k || target.startsWith(`${k}.`))
    throw new BadInput(rule === undefined ? `没有规则 ${target.split('.')[0]}` : `规则 ${rule} 没有可改的数`)
  }
  const own = levers.filter((l) => l.key === key)
  const typed = target
    .slice(key.length + 1)
    .split('.')
    .filter(Boolean)
  const exact = own.filter((l) => l.path.join('.') === typed.join('.'))
  const found = exact.length > 0 ? exact : own.filter((l) => leadsTo(l, typed))
  const [lever] = found
  if (lever && found.length === 1) return lever
  const choices = (found.length > 0 ? found : own).map(
    (l) => `  ${l.key}.${l.path.join('.')} = ${shownNumber(l.value)}（${l.label}）`,
  )
  throw new BadInput(
    [found.length > 1 ? `${target} 不止一处，请写全：` : `${target} 不是 ${key} 的数，可改的有：`, ...choices].join('\n'),
  )
}

/** A bare number takes the unit of what it replaces. */
const withUnit = (before: string | number, typed: string): string => {
  const unit =
    typeof before === 'string' && /^-?\d+(\.\d+)?$/.test(typed)
      ? /\S+$/.exec(before.replace(/^-?\d+(\.\d+)? ?/, ''))?.[0]
      : undefined
  return unit === undefined || parseQuantity(typed) ? typed : `${typed} ${unit}`
}

/** What the linter finds wrong with the changed plan that it did not find before: a gap between two bands, weights short of 100 %. */
function newFaults(before: Scheme, changed: Scheme): string[] {
  const errors = (scheme: Scheme): string[] =>
    lintScheme({ scheme, golden: [], issues: [], locate: () => undefined }, catalogue).issues.flatMap((i) =>
      i.severity === 'error' ? [i.message] : [],
    )
  const known = new Set(errors(before))
  return errors(changed).filter((message) => !known.has(message))
}

/** Where the question is asked: a plan with its layers over a world. */
export interface Ground {
  readonly scheme: Scheme
  readonly layers: Layers
  readonly world: World
  readonly moment: Moment
  readonly overlay?: string
  /** Where the facts come from, for the reader. */
  readonly over: string
}

/** `scheme whatif`: who changes from what to what when one number of a plan changes. Nothing is stored. */
export function tryNumber(ground: Ground, set: string): Outcome {
  const { scheme, layers, world, moment, overlay } = ground
  const eq = set.indexOf('=')
  if (eq < 1) throw new BadInput(`--set 应为 规则.参数=值，例如 --set office-area.atLeast=60m²；收到 ${set}`)
  const lever = findLever(layers, set.slice(0, eq).trim())
  const value = withUnit(lever.value, set.slice(eq + 1).trim())
  const changed = withNumber(scheme, lever.key, lever.path, value)
  if (!changed) throw new BadInput(`${lever.key}.${lever.path.join('.')} 现为 ${shownNumber(lever.value)}，不能改为 ${value}`)
  const found = whatIf(layers, layersOf(changed, catalogue, layers.base.signed, overlay), lever.key, world, moment)
  const changes = found.changes.map(({ rule, entity, from, to }) => ({
    rule: rule.id,
    ruleLabel: rule.label,
    subject: entity.subject,
    id: entity.id,
    name: nameOf(entity),
    divisionCode: typeof entity['divisionCode'] === 'string' ? entity['divisionCode'] : null,
    from,
    to,
    fromLabel: STATE_LABEL[from],
    toLabel: STATE_LABEL[to],
  }))
  const faults = newFaults(scheme, changed)
  const counts = (c: typeof found.before): string =>
    STATES.flatMap((s) => (c[s] === undefined ? [] : [`${STATE_LABEL[s]} ${c[s]}`])).join('，') || '无对象'
  const json = {
    scheme: scheme.id,
    asOf: moment.asOf,
    rule: lever.key,
    param: lever.path.join('.'),
    from: shownNumber(lever.value),
    to: value,
    over: ground.over,
    judged: found.judged,
    before: found.before,
    after: found.after,
    changes,
    faults,
  }
  const lines = [
    `${scheme.title}（${moment.asOf}，${ground.over}）`,
    `假设 ${lever.rule.label} ${lever.key}.${lever.path.join('.')}：${shownNumber(lever.value)} → ${value}`,
    ...faults.map((f) => `! 这样改，方案本身就有了毛病：${f}`),
    `  现在：${counts(found.before)}`,
    `  假设：${counts(found.after)}`,
    `变动 ${changes.length} 处，共判 ${found.judged} 次`,
    ...changes.map(
      (c) =>
        `  ${c.name}${c.divisionCode === null ? '' : `（${c.divisionCode}）`} ${c.ruleLabel} [${c.rule}]：${c.fromLabel} → ${c.toLabel}`,
    ),
  ]
  return { code: 0, lines, json }
}
