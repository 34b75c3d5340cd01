import { refuse, type Refusal } from '../kernel/refusal.ts'
import { isDivisionCode, parentCode, type DivisionCode } from './division-code.ts'
import type { ChangeGround, StandingDivision } from './division-change.ts'

export const [COUNTY, TOWN] = [6, 9] as const

/** The divisions a change is decided on, looked up. */
export interface Board {
  readonly byCode: ReadonlyMap<string, StandingDivision>
  /** Codes that stand or ever stood. */
  readonly used: ReadonlySet<string>
  readonly below: (code: string) => readonly StandingDivision[]
  readonly nameOf: (code: string) => string
  readonly stations: ChangeGround['stations']
}

export function boardOf({ divisions, endedCodes, stations }: ChangeGround): Board {
  const byCode = new Map(divisions.map((d) => [d.code, d]))
  const children = new Map<string, StandingDivision[]>()
  for (const division of divisions) {
    const above = parentOf(division.code)
    const siblings = children.get(above)
    if (siblings) siblings.push(division)
    else children.set(above, [division])
  }
  return {
    byCode,
    used: new Set([...byCode.keys(), ...endedCodes]),
    below: (code) => children.get(code) ?? [],
    nameOf: (code) => byCode.get(code)?.name ?? code,
    stations,
  }
}

export const parentOf = (code: string): string => parentCode(code as DivisionCode) ?? ''
export const no = (code: string, detail: string): Refusal => refuse(code, { detail })

interface Named {
  readonly code: string
  readonly name: string
}

/** A new town or village. */
export function checkNew(made: Named, parent: string, board: Board, leaving: readonly string[]): Refusal | undefined {
  const { code } = made
  if (!isDivisionCode(code) || code.length < TOWN) return no('CHANGE_LEVEL', `${code} 不是乡级或村级代码`)
  return checkPlaced(made, parent, board, leaving)
}

/** A new division has a code of its own under a parent that is there, and a name that no sibling has. */
export function checkPlaced(
  { code, name }: Named,
  parent: string,
  { byCode, used, below, nameOf }: Board,
  leaving: readonly string[],
): Refusal | undefined {
  if (parentOf(code) !== parent || !byCode.has(parent)) return no('CHANGE_LEVEL', `${code} 不在${nameOf(parent)}之下`)
  if (used.has(code)) return no('CHANGE_OVERLAPS', `代码 ${code} 已经用过：${byCode.get(code)?.name ?? '已撤销的区划'}`)
  const twin = below(parent).find((d) => d.name === name && !leaving.includes(d.code))
  return twin ? no('CHANGE_OVERLAPS', `同级已有${name}（${twin.code}）`) : undefined
}
