export {
  ACCEPTANCE_GATES,
  ACCEPTANCES,
  isAccepted,
  STAGE,
  type AcceptanceGate,
  type AcceptedStation,
  type GateState,
} from './acceptance.ts'
export { decideProposal, decideSignature } from './decide-acceptance.ts'
export { attestedItem, decideAttestation, decideException, type KeptRow } from './decide-attestation.ts'
export { decideClosing, decideMove, decidePartner, decideRegistration, maySite, type Site } from './decide-station.ts'
export { deriveStation } from './derive-station.ts'
export { fixedFault, STATION_IMPORT, stationColumns, stationFacts } from './station-import.ts'
export { vacanciesOf, vacantDays, type HeldSpan } from './vacancies.ts'
