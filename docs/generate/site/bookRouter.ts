import { KindRouter, type Reflection } from 'typedoc';

/** Where pages are: those of the book at their slug, those of the API below `api/`. */
export class BookRouter extends KindRouter {
  protected override getIdealBaseName(reflection: Reflection): string {
    const slug = reflection.isDocument() ? reflection.frontmatter.slug : undefined;
    return typeof slug === 'string' ? slug : `api/${super.getIdealBaseName(reflection)}`;
  }
}
