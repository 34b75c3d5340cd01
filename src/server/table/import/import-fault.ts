/** A file that cannot be taken in, said in a sentence for whoever sent it. */
export class FileUnfit extends Error {
  readonly sentence: string
  constructor(sentence: string) {
    super('file unfit')
    this.sentence = sentence
  }
}
