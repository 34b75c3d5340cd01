import { isRefusal, type Refusal } from '../kernel/refusal.ts'
import { allocateCode } from './allocate-code.ts'
import { checkPlaced, COUNTY, no, parentOf, TOWN, type Board } from './division-board.ts'
import type { DecidedChange, DivisionChange, DivisionEdit, StandingDivision, Transfer } from './division-change.ts'

type Worked = Omit<DecidedChange, 'warnings'>
type Of<K extends DivisionChange['kind']> = Extract<DivisionChange, { kind: K }>

/** Whether a change takes what lies in one county to another. */
export const isTransfer = (change: DivisionChange): change is Of<'move'> | Of<'merge'> | Of<'split'> =>
  change.kind === 'move'
    ? change.code.length <= TOWN
    : change.kind === 'split'
      ? change.code.length === COUNTY
      : change.kind === 'merge' && [...change.codes, change.into.code].every((code) => code.length === COUNTY)

/** The place that lies above all of these: a city, a province, or the country. */
export const placeAbove = (codes: readonly string[]): string => {
  const [first = ''] = codes
  const above = [4, 2].map((length) => first.slice(0, length))
  return above.find((one) => codes.every((code) => code.length > one.length && code.startsWith(one))) ?? '0'
}

/** What goes over, and under which codes: a transfer as far as it is worked out. */
interface Carried {
  readonly edits: DivisionEdit[]
  readonly transfers: Transfer[]
}

/** A town goes to another county, or a county to another city: under a free code of its own, with all that lies below. */
export function decideMoveAbroad({ code, to, as }: Of<'move'>, board: Board): Worked | Refusal {
  if (code.length === TOWN ? to.length !== COUNTY : code.length !== COUNTY || to.length !== 4)
    return no('CHANGE_LEVEL', '乡镇(街道)改到另一个县(市、区)，县(市、区)改到另一个市')
  if (parentOf(code) === to) return no('CHANGE_INTO_ITSELF', `${board.nameOf(code)}本来就在${board.nameOf(to)}`)
  const next = as ?? allocateCode(code, to, board.used)
  if (next.length !== code.length) return no('CHANGE_LEVEL', `${next} 不是同一级的代码`)
  const unfit = checkPlaced({ code: next, name: board.nameOf(code) }, to, board, [])
  if (unfit) return unfit
  return { filedUnder: placeAbove([code, to]), ...carry(code, next, board), recodes: [], stationMoves: [] }
}

/** Counties of one city become one: the towns of those given up go over, and what was the counties' own. */
export function decideCountyMerge({ codes, into }: Of<'merge'>, board: Board): Worked | Refusal {
  const city = parentOf(into.code)
  if (codes.includes(into.code) || new Set(codes).size < codes.length || codes.length === 0)
    return no('CHANGE_INTO_ITSELF', '并入的一方不能又在被撤销之列')
  if (codes.some((code) => parentOf(code) !== city))
    return no('CHANGE_LEVEL', '合并的须是同一个市的县(市、区)；跨市的先改属到同一个市')
  if (into.name !== undefined) {
    const unfit = checkPlaced({ code: into.code, name: into.name }, city, board, codes)
    if (unfit) return unfit
  }
  const edits: DivisionEdit[] = into.name === undefined ? [] : [{ code: into.code, name: into.name, isNew: true }]
  const transfers: Transfer[] = []
  const taken = new Set(board.used)
  const names = new Map(into.name === undefined ? board.below(into.code).map((d) => [d.name, d.code]) : [])
  for (const code of codes) {
    for (const town of board.below(code)) {
      const twin = names.get(town.name)
      if (twin !== undefined)
        return no('CHANGE_OVERLAPS', `两边都有${town.name}（${twin}、${town.code}），合并后同级不能同名，请先更名`)
      names.set(town.name, town.code)
      const next = allocateCode(town.code, into.code, taken)
      taken.add(next)
      const carried = carry(town.code, next, board)
      edits.push(...carried.edits)
      transfers.push(...carried.transfers)
    }
    edits.push({ code, name: board.nameOf(code), ends: true })
    transfers.push({ from: code, to: into.code })
  }
  return { filedUnder: city, edits, recodes: [], transfers, stationMoves: [] }
}

/** Towns of a county become a county of their own beside it; what was the county's own stays with it. */
export function decideCountySplit({ code, parts }: Of<'split'>, board: Board): Worked | Refusal {
  const [part, another] = parts
  if (part === undefined || part.villages.length === 0) return no('CHANGE_NOTHING', '没有写析出哪些乡镇(街道)')
  if (another) return no('CHANGE_LEVEL', '县(市、区)一次析出一个；几个的逐个办')
  const city = parentOf(code)
  const unfit = part.code.length === COUNTY ? checkPlaced(part, city, board, []) : no('CHANGE_LEVEL', `${part.code} 不是县级代码`)
  if (unfit) return unfit
  const towns = board.below(code)
  const strange = part.villages.find((town) => !towns.some((t) => t.code === town))
  if (strange !== undefined) return no('DIVISION_NOT_FOUND', `${strange} 不在${board.nameOf(code)}之下`)
  if (towns.every((t) => part.villages.includes(t.code)))
    return no('CHANGE_NOTHING', `${board.nameOf(code)}的乡镇(街道)不能全数析出；整县改代码的，按合并为新设的县办理`)
  const taken = new Set(board.used)
  const carried = towns
    .filter((t) => part.villages.includes(t.code))
    .map((town) => {
      const next = allocateCode(town.code, part.code, taken)
      taken.add(next)
      return carry(town.code, next, board)
    })
  return {
    filedUnder: city,
    edits: [{ code: part.code, name: part.name, isNew: true }, ...carried.flatMap((c) => c.edits)],
    recodes: [],
    transfers: carried.flatMap((c) => c.transfers),
    stationMoves: [],
  }
}

/** A division and all below it under another code: what lies below keeps its own number. */
function carry(code: string, next: string, board: Board): Carried {
  const all = withBelow(code, board)
  const at = (one: string): string => next + one.slice(code.length)
  return {
    edits: all.flatMap(({ code: from, name }): DivisionEdit[] => [
      { code: at(from), name, isNew: true },
      { code: from, name, ends: true },
    ]),
    transfers: all
      .filter((d) => d.code.length <= TOWN)
      .map((d) => ({ from: d.code, to: at(d.code) }))
      .toReversed(),
  }
}

function withBelow(code: string, board: Board): readonly StandingDivision[] {
  const own = board.byCode.get(code)
  return own ? [own, ...board.below(code).flatMap((d) => withBelow(d.code, board))] : []
}

/** Refuses what the change would end before it began. */
export function checkEnds(worked: Worked | Refusal, on: string, { byCode }: Board): Refusal | undefined {
  if (isRefusal(worked)) return undefined
  const late = worked.edits.find(({ code, ends }) => ends && (byCode.get(code)?.since ?? '') >= on)
  return late && no('CHANGE_DATE', `${late.name}自 ${byCode.get(late.code)?.since} 起才是现在这样，生效日须在其后`)
}
