import type { RoadmapLine } from '#contract/governance.ts'

interface Filter {
  readonly party: string | undefined
  readonly phase: string | undefined
  readonly state: string | undefined
}
interface Choice {
  readonly value: string
  readonly label: string
}

const DONE: ReadonlySet<RoadmapLine['state']> = new Set(['met', 'late', 'agrees', 'excepted', 'not-applicable'])

/** A party whom the plan or the record does not name. */
export const UNNAMED = 'none'

export const isOpenLine = ({ state }: RoadmapLine): boolean => !DONE.has(state)

/** What is past its last day and not done. */
export const isLate = (line: RoadmapLine): boolean => isOpenLine(line) && (line.workingDaysLeft ?? 0) < 0

/** Lines of a party, a phase, and of how they stand. */
export const filterLines = (lines: readonly RoadmapLine[], { party, phase, state }: Filter): readonly RoadmapLine[] =>
  lines.filter(
    (line) =>
      (party === undefined || (line.party || UNNAMED) === party) &&
      (phase === undefined || line.phase === phase) &&
      (state === undefined || (state === 'late' ? isLate(line) : state === 'open' ? isOpenLine(line) : !isOpenLine(line))),
  )

/** Parties and phases that there are, to choose from. */
export function optionsIn(lines: readonly RoadmapLine[]): {
  readonly parties: readonly Choice[]
  readonly phases: readonly Choice[]
} {
  const parties = new Map(lines.map(({ party, partyLabel }) => [party || UNNAMED, partyLabel]))
  const phases = new Map(
    lines.flatMap(({ phase, phaseLabel }) => (phase === null ? [] : [[phase, phaseLabel ?? phase] as const])),
  )
  const asChoices = (map: ReadonlyMap<string, string>): readonly Choice[] => [...map].map(([value, label]) => ({ value, label }))
  return { parties: asChoices(parties), phases: asChoices(phases) }
}
