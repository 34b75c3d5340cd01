export { AttachmentList, type AttachmentKind } from './attachment-list.tsx'
