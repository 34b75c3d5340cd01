export {
  ACCEPTANCE_GATES,
  ACCEPTANCES,
  isAccepted,
  type AcceptanceGate,
  type AcceptedStation,
  type GateState,
} from './acceptance.ts'
export { decideProposal, decideSignature } from './decide-acceptance.ts'
export { attestedItem, decideAttestation, decideException, type KeptRow } from './decide-attestation.ts'
export { decideClosing, decideMove, decidePartner, decideSite, maySite, type Site } from './decide-station.ts'
export { deriveStation } from './derive-station.ts'
