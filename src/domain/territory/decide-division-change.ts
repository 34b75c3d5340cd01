import type { CivilDate } from '../kernel/civil-date.ts'
import { isRefusal, type Refusal } from '../kernel/refusal.ts'
import { allocateCode } from './allocate-code.ts'
import { checkEnds, decideCountyMerge, decideCountySplit, decideMoveAbroad, isTransfer } from './decide-transfer.ts'
import { boardOf, checkNew, checkPlaced, COUNTY, no, parentOf, TOWN, type Board } from './division-board.ts'
import { divisionLevel, type DivisionCode, type DivisionLevel } from './division-code.ts'
import type { ChangeGround, DecidedChange, DivisionChange, DivisionEdit, StandingDivision } from './division-change.ts'

type Worked = Omit<DecidedChange, 'warnings'>
type Of<K extends DivisionChange['kind']> = Extract<DivisionChange, { kind: K }>

const levelOf = (code: string): DivisionLevel => divisionLevel(code as DivisionCode)

/**
 * Works out a change of divisions: what each becomes and where that which lies in it goes. Towns stay a partition: what lay in
 * one lies in exactly one afterwards.
 * @refuses DIVISION_NOT_FOUND @refuses CHANGE_DATE @refuses CHANGE_LEVEL @refuses CHANGE_INTO_ITSELF @refuses CHANGE_OVERLAPS
 * @refuses SPLIT_STATIONS @refuses CHANGE_NOTHING
 */
export function decideDivisionChange(
  change: DivisionChange,
  effectiveOn: CivilDate,
  ground: ChangeGround,
): DecidedChange | Refusal {
  const board = boardOf(ground)
  const unsuited = checkDate(change, effectiveOn, ground.today, board)
  if (unsuited) return unsuited
  const worked = work(change, board)
  const early = checkEnds(worked, effectiveOn, board)
  if (early) return early
  return isRefusal(worked) ? worked : { ...worked, warnings: warningsOf(worked, board) }
}

function work(change: DivisionChange, board: Board): Worked | Refusal {
  switch (change.kind) {
    case 'rename':
      return rename(change, board)
    case 'create':
      return create(change, board)
    case 'merge':
      return isTransfer(change) ? decideCountyMerge(change, board) : merge(change, board)
    case 'split':
      return isTransfer(change) ? decideCountySplit(change, board) : split(change, board)
    case 'move':
      return isTransfer(change) ? decideMoveAbroad(change, board) : move(change, board)
  }
}

/** What a change touches, and where to: divisions that must stand. */
const touched = (change: DivisionChange): { readonly codes: readonly string[]; readonly to?: string } => {
  switch (change.kind) {
    case 'merge':
      return { codes: change.codes, ...(change.into.name === undefined && { to: change.into.code }) }
    case 'move':
      return { codes: [change.code], to: change.to }
    case 'create':
      return { codes: [] }
    default:
      return { codes: [change.code] }
  }
}

/** On a day that has come, after the last change of whatever it touches; whither it goes must be there by then. */
function checkDate(change: DivisionChange, on: CivilDate, today: CivilDate, { byCode }: Board): Refusal | undefined {
  if (on > today) return no('CHANGE_DATE', `生效日 ${on} 还没有到，今天是 ${today}`)
  const { codes, to } = touched(change)
  for (const code of to === undefined ? codes : [...codes, to]) {
    const division = byCode.get(code)
    if (!division) return no('DIVISION_NOT_FOUND', code)
    if (division.since !== null && (code === to && !codes.includes(code) ? on < division.since : on <= division.since))
      return no('CHANGE_DATE', `${division.name}自 ${division.since} 起才是现在这样，生效日须在其后`)
  }
  return undefined
}

function rename({ code, name }: Of<'rename'>, { byCode, below }: Board): Worked | Refusal {
  if (byCode.get(code)?.name === name) return no('CHANGE_NOTHING', `已经叫${name}`)
  const twin = below(parentOf(code)).find((d) => d.code !== code && d.name === name)
  if (twin) return no('CHANGE_OVERLAPS', `同级已有${name}（${twin.code}）`)
  return { filedUnder: code, edits: [{ code, name }], recodes: [], transfers: [], stationMoves: [] }
}

function create({ code, name }: Of<'create'>, board: Board): Worked | Refusal {
  // what is set up newly may be a county; what is merged or split off is a town or a village
  const unfit =
    code.length === COUNTY
      ? checkPlaced({ code, name }, parentOf(code), board, [])
      : checkNew({ code, name }, parentOf(code), board, [])
  return (
    unfit ?? { filedUnder: parentOf(code), edits: [{ code, name, isNew: true }], recodes: [], transfers: [], stationMoves: [] }
  )
}

function merge({ codes, into }: Of<'merge'>, board: Board): Worked | Refusal {
  const parent = parentOf(into.code)
  if (codes.includes(into.code) || new Set(codes).size < codes.length || codes.length === 0)
    return no('CHANGE_INTO_ITSELF', '并入的一方不能又在被撤销之列')
  if (codes.some((code) => code.length < TOWN || parentOf(code) !== parent || code.length !== into.code.length))
    return no('CHANGE_LEVEL', '合并的须是同一上级之下、同一级的县(市、区)、乡镇(街道)或村(社区)')
  if (into.name !== undefined) {
    const unfit = checkNew({ code: into.code, name: into.name }, parent, board, codes)
    if (unfit) return unfit
  }
  const name = into.name ?? board.byCode.get(into.code)?.name ?? into.code
  const taken = new Set(board.used)
  const edits: DivisionEdit[] = into.name === undefined ? [] : [{ code: into.code, name, isNew: true }]
  const recodes: { from: string; to: string }[] = []
  for (const code of codes) {
    const gone = carryVillages(board.below(code), into.code, taken)
    edits.push(...gone.edits, { code, name: board.byCode.get(code)?.name ?? code, ends: true })
    recodes.push(...gone.recodes, { from: code, to: into.code })
  }
  return { filedUnder: parent, edits, recodes, transfers: [], stationMoves: [] }
}

/** Villages go over to another town: under the same number where that is free. */
function carryVillages(villages: readonly StandingDivision[], to: string, taken: Set<string>): Pick<Worked, 'edits' | 'recodes'> {
  const moves = villages.map(({ code, name }) => {
    const next = allocateCode(code, to, taken)
    taken.add(next)
    return { from: code, to: next, name }
  })
  return {
    edits: moves.flatMap(({ from, to: next, name }): DivisionEdit[] => [
      { code: from, name, ends: true },
      { code: next, name, isNew: true },
    ]),
    recodes: moves.map(({ from, to: next }) => ({ from, to: next })),
  }
}

function split({ code, parts, stays }: Of<'split'>, board: Board): Worked | Refusal {
  if (code.length !== TOWN) return no('CHANGE_LEVEL', '可以析出的是县(市、区)与乡镇(街道)')
  if (parts.length === 0) return no('CHANGE_NOTHING', '没有写析出哪些乡镇(街道)')
  const parent = parentOf(code)
  if (new Set(parts.map((p) => p.code)).size < parts.length || new Set(parts.map((p) => p.name)).size < parts.length)
    return no('CHANGE_OVERLAPS', '析出的几个乡镇(街道)代码或名称相同')
  for (const part of parts) {
    const unfit = checkNew(part, parent, board, [])
    if (unfit) return unfit
  }
  const wrong = placedOnce(code, parts, stays, board)
  if (wrong) return wrong
  const taken = new Set(board.used)
  const carried = parts.map((part) =>
    carryVillages(
      board.below(code).filter((v) => part.villages.includes(v.code)),
      part.code,
      taken,
    ),
  )
  return {
    filedUnder: parent,
    edits: [
      ...parts.map(({ code: to, name }): DivisionEdit => ({ code: to, name, isNew: true })),
      ...carried.flatMap((c) => c.edits),
    ],
    recodes: carried.flatMap((c) => c.recodes),
    transfers: [],
    stationMoves: parts.flatMap((part) => part.stationIds.map((stationId) => ({ stationId, from: code, to: part.code }))),
  }
}

/** Every station of the town is said to go to one place; a village to one at most. A room goes with its village. */
function placedOnce(code: string, parts: Of<'split'>['parts'], stays: readonly string[], board: Board): Refusal | undefined {
  const villages = parts.flatMap((p) => p.villages)
  const strange = villages.find((v) => !board.byCode.has(v) || parentOf(v) !== code)
  if (strange !== undefined) return no('DIVISION_NOT_FOUND', `${strange} 不在${board.byCode.get(code)?.name ?? code}之下`)
  const twice = villages.find((v, i) => villages.indexOf(v) !== i)
  if (twice !== undefined) return no('CHANGE_OVERLAPS', `${board.byCode.get(twice)?.name ?? twice}写进了两处`)
  const here = board.stations.filter((s) => s.code === code)
  const placed = [...stays, ...parts.flatMap((p) => p.stationIds)]
  const unknown = placed.find((id) => !here.some((s) => s.id === id))
  if (unknown !== undefined) return no('SPLIT_STATIONS', '写了不在这个乡镇(街道)的社工站')
  const bad = here.filter((s) => placed.filter((id) => id === s.id).length !== 1)
  return bad.length > 0
    ? no('SPLIT_STATIONS', `须逐个写明社工站归哪里，一站一处：${bad.map((s) => s.name).join('、')}`)
    : undefined
}

function move({ code, to }: Of<'move'>, board: Board): Worked | Refusal {
  if (code.length <= TOWN || to.length !== TOWN) return no('CHANGE_LEVEL', '改属的是村(社区)，改到同一县的另一个乡镇(街道)')
  const from = parentOf(code)
  if (from === to)
    return no('CHANGE_INTO_ITSELF', `${board.byCode.get(code)?.name ?? code}本来就在${board.byCode.get(to)?.name ?? to}`)
  if (parentOf(from) !== parentOf(to)) return no('CHANGE_LEVEL', '村(社区)只能改到同一县的另一个乡镇(街道)')
  const village = board.byCode.get(code)
  const carried = carryVillages(village ? [village] : [], to, new Set(board.used))
  return { filedUnder: parentOf(to), ...carried, transfers: [], stationMoves: [] }
}

/** What the plan may not like afterwards: towns with two stations, new towns with none. */
function warningsOf({ edits, recodes, transfers, stationMoves }: Worked, { byCode, stations }: Board): readonly string[] {
  const newCodeOf = (s: { readonly id: string; readonly code: string }): string =>
    stationMoves.find((m) => m.stationId === s.id)?.to ??
    recodes.find((r) => s.code.startsWith(r.from))?.to ??
    transfers.flatMap(({ from, to }) => (s.code.startsWith(from) ? [to + s.code.slice(from.length)] : []))[0] ??
    s.code
  const at = new Map<string, string[]>()
  for (const s of stations) if (newCodeOf(s).length === TOWN) at.set(newCodeOf(s), [...(at.get(newCodeOf(s)) ?? []), s.name])
  const nameOf = (code: string): string => edits.find((e) => e.code === code)?.name ?? byCode.get(code)?.name ?? code
  const targets = new Set(
    [...[...recodes, ...transfers].map((r) => r.to), ...stationMoves.map((m) => m.to)].filter((c) => levelOf(c) === 'town'),
  )
  return [
    ...[...targets].flatMap((code) => {
      const names = at.get(code) ?? []
      return names.length > 1 ? [`${nameOf(code)}将有 ${names.length} 个社工站：${names.join('、')}`] : []
    }),
    ...edits.flatMap((e) =>
      e.isNew && levelOf(e.code) === 'town' && !at.has(e.code) ? [`${e.name}还没有社工站，将列为未覆盖`] : [],
    ),
  ]
}
