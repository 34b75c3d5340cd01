export { SessionGate } from './session-gate.tsx'
export { leaveForOidc } from './oidc-trip.ts'
export { signOutHere } from './sign-out-here.ts'
export { switchHat } from './switch-hat.ts'
