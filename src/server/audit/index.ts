export { anchorFolder, keepAnchor, keepAnchors, readAnchors, type Anchor } from './anchor.ts'
export { auditRoutes } from './routes.ts'
export { verifyChains, type ChainFault, type ChainReport } from './verify-chain.ts'
