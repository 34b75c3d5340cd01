/** What a file may be of a record, as its page says. */
export interface AttachmentKind {
  readonly code: string
  readonly label: string
}
