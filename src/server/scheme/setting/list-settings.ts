import type { listSettings as endpoint, SettingView } from '#contract/scheme/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { shownNumber } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeInPlace, SchemeOpener } from '../open-scheme.ts'
import type { SignatureRow } from '../repository.ts'
import { readingSigned } from './signatures-in.ts'

/** Everything that waits for or bears a signature: numbers the text does not give, and readings taken. */
export function settingsOf(here: SchemeInPlace): SettingView[] {
  const { scheme, words } = here
  const refs = new Map(scheme.clauses.map((c) => [c.id, c.ref]))
  const refsOf = (cites: readonly string[]): string[] => [...new Set(cites.map((c) => refs.get(c.split('/')[0] ?? '') ?? c))]
  const all = [scheme, ...scheme.overlays]
  const shown = (v: string | number): string =>
    typeof v === 'string' && /^[a-z][a-z-]*$/.test(v) ? words.code(v) : shownNumber(v)
  const signed = (s: SignatureRow | undefined, value: (v: string) => string): SettingView['signed'] =>
    s ? { value: value(s.value), by: s.by, on: s.on } : null
  const settings = all.flatMap((level) =>
    Object.entries(level.settings).map(([id, s]): SettingView => ({
      id: `setting:${id}`,
      kind: 'setting',
      label: s.label,
      why: s.why ?? '',
      refs: refsOf(s.cites),
      proposed: shown(s.proposed),
      choices: (s.choices ?? []).map((value) => ({ value, label: words.code(value) })),
      signed: signed(here.signatures.get(`setting:${id}`), shown),
    })),
  )
  const readings = all.flatMap((level) =>
    level.rules.flatMap((rule): SettingView[] =>
      rule.reading
        ? [
            {
              id: `reading:${rule.id}`,
              kind: 'reading',
              label: rule.label,
              why: '',
              refs: refsOf(rule.cites),
              proposed: rule.reading.text,
              choices: [],
              signed: signed(readingSigned(here, rule), (v) => v),
            },
          ]
        : [],
    ),
  )
  return [...settings, ...readings]
}

export const listSettings =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }, input) => {
    const here = await opener.place(tx, actor, today, input)
    return isRefusal(here) ? here : { settings: settingsOf(here) }
  }
