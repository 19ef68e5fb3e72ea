/**
 * The program of a child JVM. It hosts any number of <i>nodes</i> (ZooKeeper servers and Kafka
 * brokers) and is told what to do by lines on its standard input; it answers on its standard
 * output, one line each. When the standard input ends, the parent is dead and the child follows it.
 *
 * <p>Lines may be given as arguments of the program as well; they come first. Fields of a line are
 * separated by tabs and escaped ({@link dev.slipway.node.Line}).
 *
 * <table>
 * <caption>Lines from the parent</caption>
 * <tr><td>{@code own <path>}</td><td>delete this file or folder when the parent is dead</td></tr>
 * <tr><td>{@code own-empty <folder>}</td><td>the same, if it is empty by then</td></tr>
 * <tr><td>{@code start <request> zookeeper|kafka <id> <config file> <log file>}</td><td></td></tr>
 * <tr><td>{@code stop <request> <id>}</td><td>gracefully, but within a bound</td></tr>
 * <tr><td>{@code await-brokers <request> <bootstrap> <count> <timeout in ms>}</td><td></td></tr>
 * <tr><td>{@code create-topics <request> <bootstrap> <file> <timeout in ms>}</td><td></td></tr>
 * <tr><td>{@code halt}</td><td>end at once</td></tr>
 * </table>
 *
 * <table>
 * <caption>Lines to the parent</caption>
 * <tr><td>{@code hello <pid>}</td><td>commands are taken</td></tr>
 * <tr><td>{@code done <request>}</td><td>the request is fulfilled</td></tr>
 * <tr><td>{@code error <request> <reason>}</td><td>the request has failed</td></tr>
 * <tr><td>{@code failed <id> <reason>}</td><td>a node that had been started has ended unasked</td></tr>
 * </table>
 */
@NullMarked
package dev.slipway.node;

import org.jspecify.annotations.NullMarked;
