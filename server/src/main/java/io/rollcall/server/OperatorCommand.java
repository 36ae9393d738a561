package io.rollcall.server;

import java.util.concurrent.Callable;

/** A command of {@code ./rollcall admin} in a class of its own; a bean, so that it is found. */
interface OperatorCommand extends Callable<Integer> {}
