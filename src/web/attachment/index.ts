export { AttachmentList } from './attachment-list.tsx'
export type { AttachmentKind } from './attachment-kind.ts'
