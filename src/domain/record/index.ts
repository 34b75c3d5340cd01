export { checkFacts, LONGEST_TEXT, type FactFault, type FactsDraft } from './check-facts.ts'
export { decideChange, type Changed, type RecordChange, type RecordState } from './decide-change.ts'
export { doesKeep } from './keepers.ts'
export { isOpenSubject } from './open-subjects.ts'
