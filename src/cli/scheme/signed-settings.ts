import type { Scheme, Signed } from '#domain/scheme/index.ts'
import { parseQuantity } from '#domain/kernel/quantity.ts'
import { BadInput } from '../end-with.ts'
import { readTypedFile } from './facts-file.ts'

/** Settings as signed for one question: none, all as proposed, or `setting: value` from a file. */
export function readSettings(scheme: Scheme, choice: string | undefined): Signed {
  if (choice === undefined) return new Map()
  if (choice === 'proposed') return new Map(Object.entries(scheme.settings).map(([id, s]) => [id, s.proposed]))
  const { value, at } = readTypedFile(choice)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadInput(`${at([])}：应为“设定: 值”的字段表`)
  const faults: string[] = []
  const signed = new Map<string, string | number>()
  for (const [id, given] of Object.entries(value)) {
    const declared = scheme.settings[id]
    const fault = !declared ? `没有设定 ${id}；可用：${Object.keys(scheme.settings).join('、') || '无'}` : unfit(declared, given)
    if (fault !== undefined) faults.push(`${at([id])}：${fault}`)
    else signed.set(id, given as string | number)
  }
  if (faults.length > 0) throw new BadInput(faults.join('\n✗ '))
  return signed
}

function unfit({ proposed, choices }: Scheme['settings'][string], given: unknown): string | undefined {
  if (choices) return choices.includes(String(given)) ? undefined : `应为 ${choices.join('、')} 之一`
  if (typeof proposed === 'number') return Number.isSafeInteger(given) ? undefined : `应为整数，例如 ${proposed}`
  const asked = parseQuantity(proposed)
  const got = typeof given === 'string' ? parseQuantity(given) : undefined
  if (asked) return got?.unit === asked.unit ? undefined : `应带单位，例如 ${proposed}`
  return typeof given === 'string' ? undefined : `应为代码，例如 ${proposed}`
}
