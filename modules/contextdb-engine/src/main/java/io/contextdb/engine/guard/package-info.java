/**
 * What happens when disk or memory runs out. A {@link io.contextdb.engine.guard.ResourceGuard} measures twice a second,
 * lets writers pass, slows them down or refuses them, and asks for room ({@link io.contextdb.engine.guard.Relief});
 * readers never meet it.
 */
package io.contextdb.engine.guard;
